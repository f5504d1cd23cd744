"""Forms, a file for each subject; their cleaned data are the keyword arguments of the operation."""
