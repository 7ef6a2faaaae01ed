pub struct Pruned;
