"""Tests of the layout, components, forms and charts every page is made of."""
