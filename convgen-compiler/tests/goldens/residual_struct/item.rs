/// Adds a skip connection.
pub struct Added;
