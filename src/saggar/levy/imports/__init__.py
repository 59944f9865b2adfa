"""Reading the files employers have: transactions, HMRC declarations, lists of standards. Pure of Django."""
