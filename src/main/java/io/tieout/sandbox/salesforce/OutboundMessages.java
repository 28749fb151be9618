package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.Courier;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts a message for each opportunity that becomes won, again and again until it is acknowledged.
/// Fields are those at the time of sending; a deleted record is not sent.
final class OutboundMessages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboundMessages.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST_RETRY = Duration.ofHours(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);
  private static final Pattern ACK = Pattern.compile("<(?:\\w+:)?Ack>\\s*true\\s*</");

  private final Function<String, Optional<Json.Obj>> current;
  private final Address address;
  private final Ids ids;
  private final AtomicReference<Optional<URI>> to = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Delivery> delivery = new AtomicReference<>(Delivery.ONCE);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Courier courier = new Courier("salesforce");
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Message> held = new ArrayList<>();

  OutboundMessages(Function<String, Optional<Json.Obj>> current, Address address, Ids ids) {
    this.current = current;
    this.address = address;
    this.ids = ids;
  }

  /// What every envelope says of its sender.
  record Address(String orgId, String actionId, Supplier<URI> base) {}

  private record Message(String notificationId, String opportunityId, Duration nextRetry) {}

  Courier courier() {
    return courier;
  }

  void sendTo(URI receiver) {
    to.set(Optional.of(receiver));
  }

  void deliver(Delivery how) {
    delivery.set(how);
  }

  /// Queues a message for each. Called under the stand-in's lock, so that ids stay in order.
  void won(List<String> opportunityIds) {
    if (to.get().isEmpty()) {
      return;
    }
    for (String id : opportunityIds) {
      Message message = new Message(ids.next("04l"), id, FIRST_RETRY);
      switch (delivery.get()) {
        case ONCE -> later(message, Duration.ZERO);
        case DOUBLED -> {
          later(message, Duration.ZERO);
          later(message, Duration.ZERO);
        }
        case REORDERED -> hold(message);
        case NEVER ->
            LOG.debug("the message about {} is not sent, as told", message.opportunityId());
      }
    }
  }

  @Override
  public void close() {
    courier.close();
    client.shutdownNow();
  }

  /// Two messages go out in reverse; one alone goes out after a while.
  private void hold(Message message) {
    lock.lock();
    try {
      held.addFirst(message);
      if (held.size() > 1) {
        release();
      }
    } finally {
      lock.unlock();
    }
    courier.send(
        LONGEST_HOLD,
        () -> {
          lock.lock();
          try {
            release();
          } finally {
            lock.unlock();
          }
        });
  }

  private void release() {
    held.forEach(m -> later(m, Duration.ZERO));
    held.clear();
  }

  private void later(Message message, Duration wait) {
    courier.send(wait, () -> send(message));
  }

  private void send(Message message) {
    Optional<URI> receiver = to.get();
    Optional<Json.Obj> row = current.apply(message.opportunityId());
    if (receiver.isEmpty() || row.isEmpty()) {
      return;
    }
    if (!acknowledged(receiver.get(), envelope(message, row.get()))) {
      Duration grown = message.nextRetry().multipliedBy(2);
      later(
          new Message(
              message.notificationId(),
              message.opportunityId(),
              grown.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : grown),
          message.nextRetry());
    }
  }

  private boolean acknowledged(URI receiver, String envelope) {
    HttpRequest request =
        HttpRequest.newBuilder(receiver)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", "\"\"")
            .POST(HttpRequest.BodyPublishers.ofString(envelope))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 && ACK.matcher(response.body()).find();
    } catch (IOException e) {
      LOG.debug("outbound message not delivered", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private String envelope(Message message, Json.Obj row) {
    String shortOrg = address.orgId().substring(0, 15);
    String soap = address.base().get() + "/services/Soap/";
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
    xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
     <soapenv:Body>
      <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
       <OrganizationId>%s</OrganizationId>
       <ActionId>%s</ActionId>
       <SessionId xsi:nil="true"/>
       <EnterpriseUrl>%sc/67.0/%s</EnterpriseUrl>
       <PartnerUrl>%su/67.0/%s</PartnerUrl>
       <Notification>
        <Id>%s</Id>
        <sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
         <sf:Id>%s</sf:Id>
         <sf:StageName>%s</sf:StageName>
        </sObject>
       </Notification>
      </notifications>
     </soapenv:Body>
    </soapenv:Envelope>
    """
        .formatted(
            address.orgId(),
            address.actionId(),
            soap,
            shortOrg,
            soap,
            shortOrg,
            message.notificationId(),
            row.text("Id"),
            escaped(row.text("StageName")));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
