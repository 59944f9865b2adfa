"""What protects every page: headers, cookies, sessions, and answers that tell an attacker nothing."""
