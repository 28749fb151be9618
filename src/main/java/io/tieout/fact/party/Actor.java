package io.tieout.fact.party;

/// Who did or asked for something.
public sealed interface Actor {
  /// A stable reference for the audit: `person:U123`, `assistant:U123`, `system:salesforce-poll`.
  String reference();

  /// A person, by the identity they used (their Slack user id).
  record Person(String id) implements Actor {
    @Override
    public String reference() {
      return "person:" + id;
    }
  }

  /// The assistant on somebody's behalf. It counts as that person: they may not approve it.
  record Assistant(String onBehalfOf) implements Actor {
    @Override
    public String reference() {
      return "assistant:" + onBehalfOf;
    }
  }

  /// One of our own recurring or triggered workflows.
  record Workflow(String name) implements Actor {
    @Override
    public String reference() {
      return "system:" + name;
    }
  }

  /// The person behind the actor, or nobody's id for a workflow.
  default boolean isSamePersonAs(String personId) {
    return switch (this) {
      case Person(String id) -> id.equals(personId);
      case Assistant(String onBehalfOf) -> onBehalfOf.equals(personId);
      case Workflow _ -> false;
    };
  }
}
