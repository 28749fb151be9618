package io.tieout.house;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.modules.syntax.ModuleDependencyScope.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.modules.syntax.ModuleRuleDefinition.modules;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tieout.Room;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The walls of the house: rooms use only what their plates say, without cycles, and each outside
/// library is named in one room alone.
class HouseTest {
  private static final Set<String> WINGS =
      Set.of("value", "fact", "engine", "vendor", "work", "door", "sandbox");
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tieout");

  @Test
  void rooms_use_only_what_their_plates_declare() {
    modules()
        .definedByAnnotation(Room.class)
        .should()
        .respectTheirAllowedDependenciesDeclaredIn(
            "mayUse", consideringOnlyDependenciesInAnyPackage("io.tieout.."))
        .ignoreDependency(alwaysTrue(), equivalentTo(Room.class))
        .check(HOUSE);
  }

  @Test
  void rooms_are_free_of_cycles() {
    modules().definedByAnnotation(Room.class).should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void every_class_lives_in_a_room_and_every_plate_is_named_after_its_package() {
    Set<String> problems = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      JavaPackage place = type.getPackage();
      String name = place.getName().replaceFirst("^io\\.tieout\\.?", "");
      if (name.isEmpty()) {
        continue;
      }
      if (WINGS.contains(name)) {
        problems.add("wing " + name + " holds code: " + type.getName());
      } else if (!place.isAnnotatedWith(Room.class)) {
        problems.add(name + " has no door plate");
      } else if (!place.getAnnotationOfType(Room.class).name().equals(name)) {
        problems.add(name + " is called " + place.getAnnotationOfType(Room.class).name());
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void jackson_is_named_in_the_json_room_alone() {
    onlyRoomNaming("value.json", "com.fasterxml.jackson..", "com.networknt..");
  }

  @Test
  void the_database_is_named_in_the_db_room_alone() {
    onlyRoomNaming("engine.db", "java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..");
  }

  @Test
  void slack_s_library_is_named_in_the_slack_room_alone() {
    onlyRoomNaming("door.slack", "com.slack..");
  }

  @Test
  void the_model_s_library_is_named_in_the_assistant_room_alone() {
    onlyRoomNaming("door.assistant", "dev.langchain4j..");
  }

  @Test
  void mail_is_named_in_the_mail_room_alone() {
    onlyRoomNaming("vendor.mail", "jakarta.mail..", "jakarta.activation..");
  }

  @Test
  void bouncy_castle_is_named_in_the_time_stamp_room_alone() {
    onlyRoomNaming("vendor.timestamp", "org.bouncycastle..");
  }

  @Test
  void jgit_is_named_in_the_git_room_alone() {
    onlyRoomNaming("vendor.git", "org.eclipse.jgit..");
  }

  @Test
  void the_log_s_library_is_named_in_the_log_room_alone() {
    onlyRoomNaming("app.log", "ch.qos.logback..");
  }

  @Test
  void jetty_is_named_where_something_listens_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tieout.door.web..", "io.tieout.sandbox.host..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..")
        .check(HOUSE);
  }

  @Test
  void grpc_and_avro_are_named_where_change_events_flow_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tieout.vendor.pubsub..", "io.tieout.sandbox.pubsub..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.grpc..", "com.google.protobuf..", "org.apache.avro..", "com.salesforce.eventbus..")
        .check(HOUSE);
  }

  @Test
  void the_writing_ports_are_used_by_the_effect_room_and_offered_by_connectors_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.tieout.engine.effect..",
            "io.tieout.vendor..",
            "io.tieout.app..",
            "io.tieout.fact..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.tieout.fact.crm.CrmWriter")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.tieout.fact.ledger.LedgerWriter")
        .check(HOUSE);
  }

  @Test
  void copies_of_the_audit_are_made_by_their_own_room_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.tieout.engine.auditcopy..",
            "io.tieout.vendor..",
            "io.tieout.app..",
            "io.tieout.fact..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.tieout.fact.crm.DealAudit")
        .check(HOUSE);
  }

  @Test
  void no_core_takes_the_wall_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tieout.app..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(HOUSE);
  }

  private static void onlyRoomNaming(String room, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tieout." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true)
        .check(HOUSE);
  }
}
