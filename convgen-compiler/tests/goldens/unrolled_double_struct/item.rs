pub struct Double;
