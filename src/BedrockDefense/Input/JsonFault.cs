using System.Text.Json;

namespace BedrockDefense.Input;

/// <summary>What is wrong with a JSON document, in words for whoever wrote it.</summary>
public static class JsonFault
{
    // What the framework says to programmers, and its position, which counts from 0 and which a location says anyway.
    private static readonly string[] ForProgrammers = [" Path:", " LineNumber:", " Change the reader options"];

    private const string Nothing = "The input does not contain any JSON tokens";

    /// <summary>The reason alone, on one line.</summary>
    public static string Reason(JsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var message = exception.Message;
        if (message.StartsWith(Nothing, StringComparison.Ordinal))
        {
            return "there is nothing in it";
        }

        var end = ForProgrammers
            .Select(text => message.IndexOf(text, StringComparison.Ordinal))
            .Where(place => place >= 0)
            .DefaultIfEmpty(message.Length)
            .Min();
        return VisibleText.Of(message[..end].TrimEnd('.'));
    }
}
