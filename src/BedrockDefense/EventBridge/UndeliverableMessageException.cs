namespace BedrockDefense.EventBridge;

/// <summary>
/// The values of an event made a JSON template into something that is not JSON. EventBridge then delivers nothing to
/// the target: an attacker who can put a quotation mark into that value silences the alert.
/// </summary>
public sealed class UndeliverableMessageException(string message) : Exception(message);
