"""The aspirante and the people who help: constancia, registration, auxiliares (numerals 3 to 7)."""
