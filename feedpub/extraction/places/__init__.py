"""Where: every place that an article names, which of its namesakes it is, and how it is used.

rules -> features, cooccurrence (is it a place?) -> disambiguation (which one?) -> uses -> collect (one candidate for each
place and use, with features); the place of the main event is chosen in select.
"""
