package io.tieout.app.drill;

/// A deal of the drill, as its people know it.
///
/// @param word stands in every name of this sale and in no other's
/// @param known whether the books have its customer already
/// @param quoted whether it has a quote to attach
record Sale(int number, String word, String deal, boolean known, boolean quoted) {
  private static final String SYLLABLES = "bakoritunelosavimudafegohijupazewo";
  private static final int MIXING = 7_919;
  private static final int COUNT = 16;

  /// A name unlike all others, by which no customer is taken for another: each consecutive number
  /// changes every syllable.
  static String word(int number) {
    StringBuilder out = new StringBuilder();
    long mixed = (long) number * MIXING % 1_048_573;
    for (int i = 0; i < 5; i++) {
      int at = (int) (mixed % COUNT) * 2;
      out.append(SYLLABLES, at, at + 2);
      mixed /= COUNT;
    }
    return Character.toUpperCase(out.charAt(0)) + out.substring(1);
  }

  String dealName() {
    return word + " roll-out";
  }

  String company() {
    return word + " Works";
  }
}
