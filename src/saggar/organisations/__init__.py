"""Systems, organisations and their kinds, sites, agreements, memberships; the public directory."""
