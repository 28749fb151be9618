package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.vendor.salesforce.SalesforceSettings.FinanceFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What is deployed to Salesforce is what the connector expects there.
class SalesforceMetadataTest {
  private static final Path ROOT = Path.of("manifest/salesforce");
  private static final Path MAIN = ROOT.resolve("force-app/main/default");
  private static final Path PERMISSIONS =
      MAIN.resolve("permissionsets/Tieout_Integration.permissionset-meta.xml");

  private static final Set<String> EVERYBODY_SEES =
      Set.of(
          "Id",
          "Name",
          "OwnerId",
          "CreatedById",
          "CreatedDate",
          "LastModifiedById",
          "LastModifiedDate",
          "SystemModstamp",
          "IsDeleted");
  private static final Set<String> ALWAYS_FILLED =
      Set.of("Opportunity.StageName", "Opportunity.CloseDate", "OpportunityLineItem.OpportunityId");

  @Test
  void the_deployed_fields_are_the_connector_s_own() throws Exception {
    assertThat(fieldsOf("Opportunity"))
        .containsExactlyInAnyOrderElementsOf(FinanceFields.DEFAULT.all());
  }

  @Test
  void the_audit_object_has_the_fields_of_the_copies_and_takes_no_edit() throws Exception {
    assertThat(fieldsOf(SalesforceAudit.OBJECT))
        .containsExactlyInAnyOrderElementsOf(SalesforceAudit.FIELDS);
    Document key =
        xml(
            MAIN.resolve("objects/Tieout_Audit__c/fields")
                .resolve(SalesforceAudit.KEY + ".field-meta.xml"));
    assertThat(texts(key, "unique")).containsExactly("true");
    Document permissions = xml(PERMISSIONS);
    assertThat(texts(permissions, "field"))
        .containsAll(SalesforceAudit.FIELDS.stream().map(f -> "Tieout_Audit__c." + f).toList());
    int at = texts(permissions, "object").indexOf(SalesforceAudit.OBJECT);
    assertThat(texts(permissions, "allowCreate").get(at)).isEqualTo("true");
    assertThat(texts(permissions, "allowEdit").get(at)).isEqualTo("false");
  }

  @Test
  void picklists_hold_the_labels_that_are_written() throws Exception {
    assertThat(labels(FinanceFields.DEFAULT.syncStatus()))
        .isEqualTo(Arrays.stream(SyncStatus.values()).map(SyncStatus::label).toList());
    assertThat(labels(FinanceFields.DEFAULT.paymentStatus()))
        .isEqualTo(Arrays.stream(PaymentStatus.values()).map(PaymentStatus::label).toList());
  }

  @Test
  void the_package_lists_every_field_and_the_permission_set() throws Exception {
    List<String> expected = new ArrayList<>(List.of("Tieout_Audit__c", "Tieout_Integration"));
    expected.add("Tieout__chn");
    channelMembers().forEach(m -> expected.add(m.substring(0, m.indexOf('.'))));
    fieldsOf("Opportunity").forEach(f -> expected.add("Opportunity." + f));
    fieldsOf("Tieout_Audit__c").forEach(f -> expected.add("Tieout_Audit__c." + f));

    assertThat(texts(xml(ROOT.resolve("manifest/package.xml")), "members"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void the_integration_edits_our_fields_and_deletes_nothing() throws Exception {
    Document permissions = xml(PERMISSIONS);
    List<String> fields = texts(permissions, "field");
    List<String> editable = texts(permissions, "editable");
    List<String> edited =
        IntStream.range(0, fields.size())
            .filter(i -> editable.get(i).equals("true"))
            .mapToObj(fields::get)
            .filter(f -> !f.startsWith("Tieout_Audit__c."))
            .toList();

    assertThat(edited)
        .containsExactlyInAnyOrderElementsOf(
            FinanceFields.DEFAULT.all().stream().map(f -> "Opportunity." + f).toList());
    assertThat(texts(permissions, "allowDelete")).containsOnly("false");
    assertThat(texts(permissions, "modifyAllRecords")).containsOnly("false");
  }

  /// Salesforce allows five objects without an add-on, and asks for View All on each.
  @Test
  void the_channel_carries_at_most_five_objects_that_the_integration_sees_whole() throws Exception {
    List<String> objects = new ArrayList<>();
    for (String member : channelMembers()) {
      Document xml = xml(MAIN.resolve("platformEventChannelMembers").resolve(member));
      String entity = texts(xml, "selectedEntity").getFirst();
      assertThat(texts(xml, "eventChannel")).containsExactly("Tieout__chn");
      assertThat(member)
          .isEqualTo("Tieout_chn_%s.platformEventChannelMember-meta.xml".formatted(entity));
      objects.add(entity.replace("ChangeEvent", ""));
    }
    Document permissions = xml(PERMISSIONS);
    List<String> seen = texts(permissions, "object");
    List<String> whole = texts(permissions, "viewAllRecords");

    assertThat(objects).hasSizeBetween(1, 5).contains("Opportunity");
    assertThat(objects)
        .filteredOn(o -> !o.equals("OpportunityLineItem"))
        .allSatisfy(o -> assertThat(whole.get(seen.indexOf(o))).isEqualTo("true"));
  }

  /// Salesforce refuses a whole deployment for one permission on a field that everybody sees anyway
  /// (required, master-detail, the system's own), and for a right that the edition does not have.
  @Test
  void the_permission_set_names_nothing_that_a_deployment_refuses() throws Exception {
    Document permissions = xml(PERMISSIONS);
    List<String> permitted = texts(permissions, "field");
    assertThat(permitted).isNotEmpty().doesNotHaveDuplicates();
    assertThat(refused(permitted, alwaysSeen())).isEmpty();
    assertThat(
            refused(
                List.of("Account.Name", "Account.Phone", "Opportunity.StageName", "A__c.B__c"),
                List.of("A__c.B__c")))
        .as("the lint itself")
        .containsExactly("Account.Name", "Opportunity.StageName", "A__c.B__c");
    assertThat(rights(permissions)).containsExactlyInAnyOrder("ApiEnabled", "EditTask");
  }

  private static List<String> refused(List<String> permitted, List<String> alwaysSeen) {
    return permitted.stream()
        .filter(f ->
            EVERYBODY_SEES.contains(f.substring(f.indexOf('.') + 1))
                || ALWAYS_FILLED.contains(f)
                || alwaysSeen.contains(f))
        .toList();
  }

  /// Rights of the whole organisation.
  private static List<String> rights(Document permissions) {
    NodeList nodes = permissions.getElementsByTagName("userPermissions");
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i))
        .map(e -> e.getElementsByTagName("name").item(0).getTextContent())
        .toList();
  }

  /// Our own fields that no permission may be given on.
  private static List<String> alwaysSeen() throws Exception {
    List<String> names = new ArrayList<>();
    for (Path object : files(MAIN.resolve("objects"))) {
      for (Path file : files(object.resolve("fields"))) {
        Document field = xml(file);
        if (texts(field, "required").contains("true")
            || texts(field, "type").contains("MasterDetail")) {
          names.add(object.getFileName() + "." + texts(field, "fullName").getFirst());
        }
      }
    }
    return names;
  }

  private static List<String> channelMembers() throws IOException {
    return files(MAIN.resolve("platformEventChannelMembers")).stream()
        .map(f -> f.getFileName().toString())
        .toList();
  }

  @Test
  void the_versions_agree() throws Exception {
    assertThat(texts(xml(ROOT.resolve("manifest/package.xml")), "version"))
        .containsExactly(SalesforceSettings.DEFAULT_API_VERSION);
    assertThat(Files.readString(ROOT.resolve("sfdx-project.json")))
        .contains("\"sourceApiVersion\": \"" + SalesforceSettings.DEFAULT_API_VERSION + "\"");
  }

  private static List<String> fieldsOf(String object) throws Exception {
    List<String> names = new ArrayList<>();
    for (Path file : files(MAIN.resolve("objects").resolve(object).resolve("fields"))) {
      String name = texts(xml(file), "fullName").getFirst();
      assertThat(file.getFileName().toString()).isEqualTo(name + ".field-meta.xml");
      names.add(name);
    }
    return names;
  }

  private static List<String> labels(String field) throws Exception {
    Path file = MAIN.resolve("objects/Opportunity/fields").resolve(field + ".field-meta.xml");
    List<String> names = texts(xml(file), "fullName");
    return names.subList(1, names.size());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Document xml(Path file) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<String> texts(Document document, String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
