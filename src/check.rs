//! Rules on the model -> findings.
