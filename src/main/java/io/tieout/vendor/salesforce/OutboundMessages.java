package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads Salesforce's Outbound Messages. They carry no signature: what is read is a hint at which
/// deals to look, never a fact, and a session id in them is passed over.
public final class OutboundMessages {
  /// A hundred notifications, the most there are in a message, with room for wide records.
  public static final int MAX_BYTES = 1024 * 1024;

  private static final int MAX_NOTIFICATIONS = 100;
  private static final String MESSAGE = "http://soap.sforce.com/2005/09/outbound";
  private static final String RECORD = "urn:sobject.enterprise.soap.sforce.com";
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String ACK =
      "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
          + "<notificationsResponse xmlns=\""
          + MESSAGE
          + "\"><Ack>true</Ack></notificationsResponse>"
          + "</soapenv:Body></soapenv:Envelope>";

  private OutboundMessages() {}

  /// One notification.
  ///
  /// @param id the same when Salesforce sends it again
  /// @param opportunityId 18 characters
  public record Notification(String id, String opportunityId) {}

  /// The notifications about opportunities; those about other objects are left out.
  ///
  /// @throws FaultException `Fault.Refused` when the message is too large, is no Outbound Message,
  ///   declares a document type, or comes from another organisation
  public static List<Notification> parse(byte[] body, String expectedOrgId) {
    if (body.length > MAX_BYTES) {
      throw refused("it has %d bytes, at most %d are read".formatted(body.length, MAX_BYTES));
    }
    Reading reading = new Reading();
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(body));
      while (xml.hasNext()) {
        reading.take(xml, xml.next());
      }
    } catch (XMLStreamException e) {
      throw new FaultException(refused("it is not well-formed XML").fault(), e);
    }
    if (reading.organization.isEmpty()) {
      throw refused("it names no organisation");
    }
    String organization = SalesforceId.of(reading.organization.get());
    if (!organization.equals(SalesforceId.of(expectedOrgId))) {
      throw refused("it comes from organisation " + organization);
    }
    return List.copyOf(reading.notifications);
  }

  /// The body that says the message is stored; anything else makes Salesforce send it again.
  public static byte[] ack() {
    return ACK.getBytes(StandardCharsets.UTF_8);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("external entities are not read");
    });
    return factory;
  }

  private static FaultException refused(String why) {
    return new Fault.Refused("Outbound Message refused: " + why, "OUTBOUND_MESSAGE").asException();
  }

  /// What was met so far, element by element.
  private static final class Reading {
    private final List<Notification> notifications = new ArrayList<>();
    private Optional<String> organization = Optional.empty();
    private Optional<String> notification = Optional.empty();
    private boolean opportunity;

    void take(XMLStreamReader xml, int event) throws XMLStreamException {
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw refused("it declares a document type");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        start(xml, xml.getName());
      } else if (event == XMLStreamConstants.END_ELEMENT
          && xml.getName().equals(new QName(MESSAGE, "Notification"))) {
        notification = Optional.empty();
        opportunity = false;
      }
    }

    private void start(XMLStreamReader xml, QName name) throws XMLStreamException {
      if (name.equals(new QName(MESSAGE, "OrganizationId"))) {
        organization = Optional.of(xml.getElementText().strip());
      } else if (name.equals(new QName(MESSAGE, "Id")) && notification.isEmpty()) {
        notification = Optional.of(SalesforceId.of(xml.getElementText().strip()));
      } else if (name.equals(new QName(MESSAGE, "sObject"))) {
        String type = Optional.ofNullable(xml.getAttributeValue(INSTANCE, "type")).orElse("");
        opportunity = type.equals("Opportunity") || type.endsWith(":Opportunity");
      } else if (name.equals(new QName(RECORD, "Id")) && opportunity) {
        add(SalesforceId.of(xml.getElementText().strip()));
      }
    }

    private void add(String opportunityId) {
      if (notifications.size() >= MAX_NOTIFICATIONS) {
        throw refused("it has more than %d notifications".formatted(MAX_NOTIFICATIONS));
      }
      String id = notification.orElseThrow(() -> refused("a notification has no id"));
      notifications.add(new Notification(id, opportunityId));
    }
  }
}
