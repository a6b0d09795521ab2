"""Training: a labelled corpus to a model folder (fit, calibrate, export, prove, describe)."""
