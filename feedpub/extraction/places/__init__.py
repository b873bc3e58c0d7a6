"""Where: every place that an article names, which of its namesakes it is, and how it is used.

words -> candidates -> people, judge (is it a place?) -> resolve (which one?) -> uses -> collect (with what features?); the
place of the main event is chosen in select.
"""
