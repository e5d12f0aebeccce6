//! Rebuilds the crate when an embedded file changes: templates, fonts and the example's facts.

fn main() {
    for path in ["templates", "fonts", "inputs/forum.yaml"] {
        println!("cargo:rerun-if-changed={path}");
    }
}
