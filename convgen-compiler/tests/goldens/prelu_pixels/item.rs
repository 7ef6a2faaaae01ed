pub struct Filtered;
