namespace BedrockDefense.EventBridge;

/// <summary>
/// The values of an event made the message of a JSON template invalid JSON. EventBridge then delivers nothing to the target.
/// An attacker who can put a quotation mark into such a value silences the alert.
/// </summary>
public sealed class UndeliverableMessageException(string message) : Exception(message);
