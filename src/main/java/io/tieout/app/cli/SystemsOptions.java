package io.tieout.app.cli;

import io.tieout.app.sandbox.Vendors;
import java.util.List;
import picocli.CommandLine.Option;

/// Which systems the sandbox's company uses.
final class SystemsOptions {
  @Option(
      names = "--crm",
      paramLabel = "SYSTEM",
      defaultValue = "salesforce",
      description = "salesforce or hubspot. Default: ${DEFAULT-VALUE}")
  private String crm = "salesforce";

  @Option(
      names = "--ledger",
      paramLabel = "SYSTEM",
      split = ",",
      defaultValue = "quickbooks",
      description = {
        "quickbooks or xero, or both with a comma: then customers in the United States belong to",
        "the first and all others to the second. Default: ${DEFAULT-VALUE}"
      })
  private List<String> ledgers = List.of("quickbooks");

  SystemsOptions() {}

  /// What was chosen; [IllegalArgumentException] with the choices when there is no such system.
  Vendors.Systems chosen() {
    return new Vendors.Systems(crm, ledgers);
  }
}
