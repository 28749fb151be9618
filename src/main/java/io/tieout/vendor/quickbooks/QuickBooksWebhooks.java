package io.tieout.vendor.quickbooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Intuit's webhooks: whether they are genuine, and what they tell. Reads the CloudEvents format
/// and the one before it.
public final class QuickBooksWebhooks {
  private static final Logger LOG = LoggerFactory.getLogger(QuickBooksWebhooks.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern TYPE = Pattern.compile("qbo\\.([a-z_-]+)\\.([a-z_-]+)\\.v\\d+");

  /// What one delivery told.
  ///
  /// @param skipped the types of events that we do not know, as they came
  public record Delivery(List<QuickBooksEvent> events, List<String> skipped) {
    public Delivery {
      events = List.copyOf(events);
      skipped = List.copyOf(skipped);
    }
  }

  private QuickBooksWebhooks() {}

  /// Whether the header `intuit-signature` was made from exactly these bytes with our token.
  public static boolean verify(byte[] body, String signatureHeader, Secret verifierToken) {
    byte[] shown;
    try {
      shown = Base64.getDecoder().decode(signatureHeader.strip());
    } catch (IllegalArgumentException _) {
      return false;
    }
    return MessageDigest.isEqual(signature(body, verifierToken), shown);
  }

  /// The events we know; the others are logged by their type. [JsonShapeException] for a body that
  /// is no delivery.
  public static List<QuickBooksEvent> parse(byte[] body) {
    Delivery delivery = read(body);
    if (!delivery.skipped().isEmpty()) {
      LOG.info("QuickBooks told of event types we do not follow: {}", delivery.skipped());
    }
    return delivery.events();
  }

  /// The events we know, and the types of those we do not. [JsonShapeException] for a body that is
  /// no delivery.
  public static Delivery read(byte[] body) {
    List<QuickBooksEvent> events = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    switch (Json.parse(new String(body, StandardCharsets.UTF_8))) {
      case Json.Arr(List<Json> items) -> {
        for (Json item : items) {
          Json.Obj event = item.asObj("event");
          cloudEvent(event).ifPresentOrElse(events::add, () -> skipped.add(event.text("type")));
        }
      }
      case Json.Obj document -> legacy(document, events, skipped);
      case Json other -> other.asObj("delivery");
    }
    return new Delivery(events, skipped);
  }

  private static Optional<QuickBooksEvent> cloudEvent(Json.Obj event) {
    String id = event.text("id");
    String realm = event.text("intuitaccountid");
    Instant time = time(event, "time");
    String entityId = event.text("intuitentityid");
    Matcher type = TYPE.matcher(event.text("type"));
    if (!type.matches()) {
      return Optional.empty();
    }
    return QuickBooksEvent.Entity.named(type.group(1))
        .flatMap(entity ->
            QuickBooksEvent.Operation.named(type.group(2))
                .map(op -> new QuickBooksEvent(id, realm, entity, op, entityId, time)));
  }

  private static void legacy(
      Json.Obj document, List<QuickBooksEvent> events, List<String> skipped) {
    for (Json item : need(document, "eventNotifications").asList("eventNotifications")) {
      Json.Obj notification = item.asObj("eventNotification");
      String realm = notification.text("realmId");
      for (Json.Obj entity : notification.obj("dataChangeEvent").objects("entities")) {
        legacyEvent(realm, entity)
            .ifPresentOrElse(
                events::add,
                () -> skipped.add(entity.text("name") + "." + entity.text("operation")));
      }
    }
  }

  /// The old format has no event id; what it tells identifies it.
  private static Optional<QuickBooksEvent> legacyEvent(String realm, Json.Obj entity) {
    String name = entity.text("name");
    String operation = entity.text("operation");
    String id = entity.text("id");
    Instant time = time(entity, "lastUpdated");
    String eventId = String.join(":", realm, name, id, operation, time.toString());
    return QuickBooksEvent.Entity.named(name)
        .flatMap(kind ->
            QuickBooksEvent.Operation.named(operation)
                .map(op -> new QuickBooksEvent(eventId, realm, kind, op, id, time)));
  }

  private static Instant time(Json.Obj event, String name) {
    Json value = need(event, name);
    try {
      return Fields.time(value.asText(name));
    } catch (DateTimeException _) {
      throw JsonShapeException.wrong(name, "a time with its offset", value);
    }
  }

  private static Json need(Json.Obj in, String name) {
    return in.get(name).orElseThrow(() -> JsonShapeException.wrong(name, "there", in));
  }

  private static byte[] signature(byte[] body, Secret verifierToken) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = verifierToken.reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
