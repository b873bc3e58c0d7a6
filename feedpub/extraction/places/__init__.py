"""Where: every place that an article names, which of its namesakes it is, and how it is used.

names -> features, cooccurrence (is it a place?) -> disambiguation (which one?) -> unlisted (what lies beside it) -> collect
(one candidate for each place and use, with features); the place of the main event is chosen in select.
"""
