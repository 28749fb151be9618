package io.tieout.sandbox.hubspot;

/// Who changes something, as webhooks tell it.
///
/// @param changeSource `INTEGRATION` or `CRM_UI`
/// @param sourceId the app's id, or `userId:` and a number
record Author(String changeSource, String sourceId) {
  static Author app(String appId) {
    return new Author("INTEGRATION", appId);
  }

  static Author person(long userId) {
    return new Author("CRM_UI", "userId:" + userId);
  }

  /// What nobody did now, such as what was there from the start.
  boolean integration() {
    return changeSource.equals("INTEGRATION");
  }
}
