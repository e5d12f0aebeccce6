//! What is particular to Vietnamese: normal forms, folding, order of names, dates, numbers in words.
