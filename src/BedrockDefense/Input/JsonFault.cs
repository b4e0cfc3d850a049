using System.Text.Json;

namespace BedrockDefense.Input;

/// <summary>Explains to a user what is wrong with a JSON document.</summary>
public static class JsonFault
{
    // The parts of the framework's messages that are meant for programmers. They include a position, which counts from 0 and which
    // the location of the fault already contains.
    private static readonly string[] ProgrammerNotes = [" Path:", " LineNumber:", " Change the reader options"];

    private const string NoTokensMessage = "The input does not contain any JSON tokens";

    /// <summary>Returns only the reason, on one line.</summary>
    public static string Reason(JsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var message = exception.Message;
        if (message.StartsWith(NoTokensMessage, StringComparison.Ordinal))
        {
            return "there is nothing in it";
        }

        var end = ProgrammerNotes
            .Select(text => message.IndexOf(text, StringComparison.Ordinal))
            .Where(place => place >= 0)
            .DefaultIfEmpty(message.Length)
            .Min();
        return VisibleText.Of(message[..end].TrimEnd('.'));
    }
}
