package io.tieout.sandbox.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the app wants to hear of. A change of a property is told only to a subscription that names
/// the property.
final class Subscriptions {
  private static final List<ObjectType> HEARD =
      List.of(
          ObjectType.DEAL,
          ObjectType.COMPANY,
          ObjectType.CONTACT,
          ObjectType.LINE_ITEM,
          ObjectType.PRODUCT);
  private static final Set<String> EVENTS =
      Set.of("creation", "deletion", "merge", "restore", "associationChange", "propertyChange");
  private static final int MOST = 1000;

  private final List<Subscription> all = new ArrayList<>();
  private long lastId = 2_710_000;

  record Subscription(
      long id, String eventType, Optional<String> property, boolean active, Instant made) {
    boolean wants(Change change) {
      return active
          && eventType.equals(change.type().singular() + "." + change.event())
          && property.equals(change.property());
    }

    Json.Obj json() {
      JsonObjBuilder out =
          Json.object()
              .put("eventType", eventType)
              .putText("propertyName", property)
              .put("active", active)
              .put("id", Long.toString(id))
              .put("createdAt", Stamps.iso(made))
              .put("updatedAt", Stamps.iso(made));
      return out.build();
    }
  }

  /// What an app that bills would subscribe to.
  void usual(Instant now) {
    for (ObjectType type : HEARD) {
      for (String event : List.of("creation", "deletion", "merge", "restore")) {
        add(type.singular() + "." + event, Optional.empty(), now);
      }
      if (type != ObjectType.PRODUCT) {
        add(type.singular() + ".associationChange", Optional.empty(), now);
      }
      for (String property : watched(type)) {
        add(type.singular() + ".propertyChange", Optional.of(property), now);
      }
    }
  }

  private static List<String> watched(ObjectType type) {
    return switch (type) {
      case DEAL ->
          List.of(
              "dealname",
              "amount",
              "dealstage",
              "pipeline",
              "closedate",
              "deal_currency_code",
              "payment_terms",
              "po_number",
              "service_start",
              "service_end");
      case COMPANY -> List.of("name", "domain", "address", "city", "state", "zip", "country");
      case CONTACT -> List.of("email", "firstname", "lastname");
      case LINE_ITEM ->
          List.of(
              "name",
              "quantity",
              "price",
              "discount",
              "hs_discount_percentage",
              "amount",
              "hs_sku",
              "description");
      case PRODUCT -> List.of("name", "price", "hs_sku");
      case QUOTE, TASK, NOTE -> List.of();
    };
  }

  Subscription add(String eventType, Optional<String> property, Instant now) {
    int dot = eventType.indexOf('.');
    String event = eventType.substring(dot + 1);
    boolean known =
        dot > 0
            && EVENTS.contains(event)
            && ObjectType.of(eventType.substring(0, dot)).filter(HEARD::contains).isPresent()
            && !eventType.equals("product.associationChange");
    if (!known) {
      throw Refusal.validation("eventType '%s' is not supported".formatted(eventType));
    }
    if (event.equals("propertyChange") != property.isPresent()) {
      throw Refusal.validation("propertyName goes with propertyChange and with nothing else");
    }
    if (all.stream()
        .anyMatch(s -> s.eventType().equals(eventType) && s.property().equals(property))) {
      throw new Refusal(409, "CONFLICT", "This subscription exists already", List.of());
    }
    if (all.size() >= MOST) {
      throw Refusal.validation("an app has at most %d subscriptions".formatted(MOST));
    }
    Subscription made = new Subscription(++lastId, eventType, property, true, now);
    all.add(made);
    return made;
  }

  void remove(long id) {
    all.removeIf(s -> s.id() == id);
  }

  Subscription active(long id, boolean active) {
    all.replaceAll(s ->
        s.id() == id ? new Subscription(s.id(), s.eventType(), s.property(), active, s.made()) : s);
    return need(id);
  }

  Subscription need(long id) {
    return all.stream()
        .filter(s -> s.id() == id)
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("No subscription " + id));
  }

  List<Subscription> all() {
    return List.copyOf(all);
  }

  List<Subscription> wanting(Change change) {
    return all.stream().filter(s -> s.wants(change)).toList();
  }
}
