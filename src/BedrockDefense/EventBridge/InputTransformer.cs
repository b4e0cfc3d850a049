using System.Text.Json;
using BedrockDefense.EventBridge.Transformation;

namespace BedrockDefense.EventBridge;

/// <summary>
/// Turns an event into the message a target receives. Source: "Amazon EventBridge input transformation" (user guide).
/// </summary>
/// <remarks>
/// <para>A template is either one JSON object, or text: one line, or several, each in double quotes. The message is the
/// template with its variables replaced. A text message therefore arrives <b>with</b> the quotes around every line.</para>
/// <para>As the value of a JSON field, outside quotes, every value arrives as JSON: strings quoted and escaped, objects
/// and lists as they are, and <c>""</c> for a path that the event does not have. This is the only place that is safe for
/// text an attacker may choose, such as a user agent or an error message.</para>
/// <para>Inside quotes nothing is escaped. In text, a quotation mark or a line break of a value appears as such, so a
/// value can forge further lines. In a JSON template it ends the string: the value can forge fields, or make the message
/// invalid, and then nothing is delivered. Objects and lists lose their quotation marks in text; inside a JSON string
/// they make the message invalid. A path that the event does not have becomes nothing at all.</para>
/// <para>AWS does not document what null becomes; here it is treated as absent. Do not depend on it.</para>
/// </remarks>
public sealed class InputTransformer
{
    private readonly Dictionary<string, InputPath> _paths;
    private readonly IReadOnlyList<TemplatePart> _parts;
    private readonly bool _isJson;

    /// <summary>Creates a transformer, or throws if EventBridge would reject it.</summary>
    /// <param name="inputPaths">
    /// The path of each variable by its name, such as <c>$.detail.userIdentity.arn</c> for <c>actor</c>.
    /// </param>
    /// <param name="inputTemplate">The template, with variables as <c>&lt;actor&gt;</c>.</param>
    /// <exception cref="InvalidInputTransformerException">Lists every fault.</exception>
    public InputTransformer(IReadOnlyDictionary<string, string> inputPaths, string inputTemplate)
    {
        ArgumentNullException.ThrowIfNull(inputPaths);
        ArgumentNullException.ThrowIfNull(inputTemplate);
        _parts = TemplatePart.Split(inputTemplate);
        _isJson = inputTemplate.TrimStart().StartsWith('{');
        var faults = TransformerChecks
            .FaultsOfPaths(inputPaths)
            .Concat(TransformerChecks.FaultsOfTemplate(inputTemplate, _parts, _isJson, [.. inputPaths.Keys]))
            .Select(fault => new Fault(fault))
            .ToList();
        if (faults.Count > 0)
        {
            throw new InvalidInputTransformerException(faults);
        }

        _paths = inputPaths.ToDictionary(pair => pair.Key, pair => InputPath.Parse(pair.Value)!);
    }

    /// <summary>
    /// The variables that stand inside quotes, where EventBridge does not escape their values. Only fields whose characters
    /// AWS restricts belong there: account, Region, event name, time, ARN.
    /// </summary>
    public IReadOnlyList<string> UnescapedVariables =>
        [.. _parts.Where(part => part.IsVariable && part.InsideString).Select(part => part.Text).Distinct()];

    /// <summary>Returns the message for an event.</summary>
    /// <exception cref="UndeliverableMessageException">The message would not be JSON, so EventBridge delivers nothing.</exception>
    public string Transform(JsonElement @event, TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var message = string.Concat(_parts.Select(part => part.IsVariable ? TextOf(part, @event, context) : part.Text));
        if (_isJson)
        {
            RequireJson(message);
        }

        return message;
    }

    private string TextOf(TemplatePart variable, JsonElement @event, TransformContext context)
    {
        var value = _paths.TryGetValue(variable.Text, out var path)
            ? path.Find(@event)
            : PredefinedVariables.ValueOf(variable.Text, @event, context);
        return !_isJson ? VariableText.ForText(value)
            : variable.InsideString ? VariableText.ForJsonString(value)
            : VariableText.ForJsonField(value);
    }

    private static void RequireJson(string message)
    {
        try
        {
            JsonDocument.Parse(message).Dispose();
        }
        catch (JsonException exception)
        {
            throw new UndeliverableMessageException(
                $"a value inside quotes made the message invalid JSON, so nothing is delivered: {JsonFault.Reason(exception)}"
            );
        }
    }
}
