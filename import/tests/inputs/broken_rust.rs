enum {
