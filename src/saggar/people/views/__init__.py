"""Pages of sign-in and of one's own account; the steps themselves are the sign-in library's."""
