"""The document room: what is read off an article before any rule looks for answers, layer by layer."""
