struct Interleaved;
