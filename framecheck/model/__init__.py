"""The classifier: its protocol, the model folder, windows, pooling, calibration, and the network behind it."""
