package io.tieout.vendor.pubsub;

import io.tieout.vendor.salesforce.SalesforceSettings;
import java.util.Set;
import java.util.regex.Pattern;

/// Knows our own write-backs, so that we do not look at a record because we wrote it. In doubt a
/// change is somebody else's.
final class OwnWrites {
  private static final int SHORT_ID = 15;
  private static final Set<String> STAMPS =
      Set.of("LastModifiedDate", "LastModifiedById", "SystemModstamp");
  private static final Pattern OWN_FIELD = Pattern.compile("Tieout_\\w+__c");
  private static final Pattern CLIENT =
      Pattern.compile(".*;client=" + Pattern.quote(SalesforceSettings.CLIENT_NAME) + "(?:;.*)?");

  private OwnWrites() {}

  /// Whether our user made the change, by our client, and to nothing but our fields. A person's
  /// edit in the same record is an event of its own, so it is seen.
  static boolean made(ChangeEvent event, String ourUserId) {
    return event.changeType().equals("UPDATE")
        && same(event.commitUser(), ourUserId)
        && CLIENT.matcher(event.origin()).matches()
        && event.fields().filter(OwnWrites::ours).isPresent();
  }

  private static boolean ours(Set<String> fields) {
    return !fields.isEmpty()
        && fields.stream().allMatch(f -> STAMPS.contains(f) || OWN_FIELD.matcher(f).matches());
  }

  private static boolean same(String left, String right) {
    return left.length() >= SHORT_ID
        && right.length() >= SHORT_ID
        && left.substring(0, SHORT_ID).equals(right.substring(0, SHORT_ID));
  }
}
