//! Enumerations in running text.

/// "a", "a và b", "a, b và c".
pub fn join_vi<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} và {}", rest.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins() {
        assert_eq!(join_vi::<&str>(&[]), "");
        assert_eq!(join_vi(&["a"]), "a");
        assert_eq!(join_vi(&["a", "b"]), "a và b");
        assert_eq!(join_vi(&["a", "b", "c"]), "a, b và c");
    }
}
