pub enum A { X, Y(String) }
