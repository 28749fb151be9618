package io.tieout.value.mask;

/// What is recognised by its looks.
public enum Sort {
  EMAIL("email"),
  IBAN("iban"),
  CARD("card"),
  PHONE("phone");

  private final String word;

  Sort(String word) {
    this.word = word;
  }

  /// As it stands in masks: `email`.
  public String word() {
    return word;
  }
}
