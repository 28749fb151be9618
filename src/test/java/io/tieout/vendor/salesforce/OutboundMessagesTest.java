package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.vendor.salesforce.OutboundMessages.Notification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutboundMessagesTest {
  private static final String ORG = "00D000000000062EAA";
  private static final String ONE =
      """
      <Notification><Id>04l000000000001AAA</Id>
        <sObject xsi:type="sf:Opportunity"><sf:Id>006000000000001</sf:Id>
          <sf:StageName>Closed Won</sf:StageName></sObject></Notification>
      <Notification><Id>04l000000000002AAA</Id>
        <sObject xsi:type="sf:Account"><sf:Id>001000000000001AAA</sf:Id></sObject></Notification>
      <Notification><Id>04l000000000003AAA</Id>
        <sObject xsi:type="sf:Opportunity"><sf:Id>006000000000002AAA</sf:Id></sObject></Notification>
      """;

  @Test
  void opportunities_are_read_and_other_records_left_out() {
    assertThat(OutboundMessages.parse(message("", ONE), ORG))
        .containsExactly(
            new Notification("04l000000000001AAA", "006000000000001AAA"),
            new Notification("04l000000000003AAA", "006000000000002AAA"));
  }

  @Test
  void another_organisation_is_refused() {
    assertThat(refusal(message("", ONE), "00D000000000099EAA")).contains("organisation " + ORG);
  }

  @Test
  void a_document_type_is_refused_whatever_it_declares() {
    assertThat(refusal(message("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", ONE), ORG))
        .contains("document type");
    assertThat(refusal(message("", ONE.replace("Closed Won", "&undeclared;")), ORG)).isNotEmpty();
  }

  @Test
  void what_is_no_message_is_refused() {
    assertThat(refusal("not xml".getBytes(StandardCharsets.UTF_8), ORG)).contains("well-formed");
    assertThat(refusal("<a/>".getBytes(StandardCharsets.UTF_8), ORG)).contains("no organisation");
    assertThat(refusal(new byte[OutboundMessages.MAX_BYTES + 1], ORG)).contains("at most");
    assertThat(refusal(message("", ONE.replace("006000000000002AAA", "x' OR")), ORG))
        .contains("not a Salesforce id");
    assertThat(refusal(message("", ONE.repeat(51)), ORG)).contains("more than 100");
  }

  @Test
  void the_acknowledgement_says_true() {
    assertThat(new String(OutboundMessages.ack(), StandardCharsets.UTF_8))
        .contains("xmlns=\"http://soap.sforce.com/2005/09/outbound\"><Ack>true</Ack>");
  }

  private static String refusal(byte[] body, String org) {
    FaultException thrown =
        catchThrowableOfType(FaultException.class, () -> OutboundMessages.parse(body, org));
    assertThat(thrown.fault()).isInstanceOf(Fault.Refused.class);
    return thrown.fault().message();
  }

  private static byte[] message(String prolog, String notifications) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>%s
    <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><soapenv:Body>
    <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
    <OrganizationId>%s</OrganizationId><ActionId>04k000000000001AAA</ActionId>
    <SessionId xsi:nil="true"/>%s</notifications></soapenv:Body></soapenv:Envelope>
    """
        .formatted(prolog, ORG, notifications)
        .getBytes(StandardCharsets.UTF_8);
  }
}
