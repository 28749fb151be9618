package io.tieout.sandbox.hubspot;

/// How many calls the portal takes.
///
/// @param burst calls in ten seconds with the service key
/// @param oauthBurst calls in ten seconds with an OAuth token
/// @param searches searches a second, of the whole account
/// @param daily calls a day with the service key
public record Limits(int burst, int oauthBurst, int searches, int daily) {
  /// Of a Professional portal.
  public static final Limits PROFESSIONAL = new Limits(190, 110, 5, 650_000);

  /// For tests whose clock stands still.
  public static final Limits NONE =
      new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  public Limits {
    if (burst < 1 || oauthBurst < 1 || searches < 1 || daily < 1) {
      throw new IllegalArgumentException(
          "burst %d, oauthBurst %d, searches %d, daily %d: each must be at least 1"
              .formatted(burst, oauthBurst, searches, daily));
    }
  }
}
