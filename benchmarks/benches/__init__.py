"""The benches: what is compared with what, and what is to come out. Each module gives one, by ``bench(lab)``."""
