using System.Text.Json;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// One value of the configuration together with its key, such as <c>bedrock-defense:alerts[0].protocol</c>. A reading method that finds
/// another kind of value notes a fault and returns null. So a parser can go on and find the next fault.
/// </summary>
/// <param name="key">The key as a user would write it.</param>
/// <param name="value">The value.</param>
/// <param name="faults">Where faults are noted.</param>
/// <param name="isSecret">Whether the value belongs to a setting that is marked as secret. No fault shows such a value.</param>
internal sealed class ConfigNode(string key, JsonElement value, List<Fault> faults, bool isSecret = false)
{
    /// <summary>The key as a user would write it.</summary>
    public string Key { get; } = key;

    /// <summary>Whether the value is an object.</summary>
    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    /// <summary>Whether the value is text, blank or not.</summary>
    public bool IsText => value.ValueKind == JsonValueKind.String;

    /// <summary>Whether the value is <c>false</c>.</summary>
    public bool IsFalse => value.ValueKind == JsonValueKind.False;

    /// <summary>
    /// Whether the value belongs to a setting that is marked as secret. The engine marks only the outermost key of an object.
    /// </summary>
    public bool IsSecret { get; } = isSecret;

    /// <summary>Whether the value is a secret that cannot be decrypted here, so that its form cannot be checked.</summary>
    public bool IsUndisclosed => IsSecret && Peek() == Secret.Mask;

    /// <summary>
    /// Notes a fault: the key, the value, then what is wrong and the valid form. A fault of a secret shows neither the value nor a reason
    /// that repeats a part of the value.
    /// </summary>
    public void Refuse(string reason) =>
        faults.Add(
            new Fault(
                !IsSecret ? $"{Key}: {ShownValue} {reason}"
                : Secret.IsIn(reason, value)
                    ? $"{Key}: {Secret.Mask} is not valid; what is wrong would tell a part of it, so set it without "
                        + "--secret, with another value, to see the valid form"
                : $"{Key}: {Secret.Mask} {reason}"
            )
        );

    /// <summary>Reads the value as text that is not blank. Returns null for anything else, and notes no fault.</summary>
    public string? Peek() =>
        value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()) ? value.GetString() : null;

    /// <summary>
    /// Reads the value as text that is not blank, or as the digits of a number: the engine passes a simple setting as text, and digits then
    /// look like a number. Returns null for anything else, and notes no fault.
    /// </summary>
    public string? PeekDigits() => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Peek();

    /// <summary>
    /// Reads the value as a word. <c>true</c> and <c>false</c> count as words, in quotes or not, because Pulumi keeps a scalar as text.
    /// Returns null for anything else, and notes no fault.
    /// </summary>
    public string? PeekWord() => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : Peek();

    /// <summary>Whether the value is an object with this field. It notes no fault.</summary>
    public bool HasField(string field) => IsObject && value.TryGetProperty(field, out _);

    /// <summary>Reads the value as text. Notes a fault and returns null when the value is blank or something else.</summary>
    public string? Text(string validForm)
    {
        if (Peek() is not { } text)
        {
            // YAML reads an account id without quotes as a number, which loses its leading zeros.
            Refuse(
                value.ValueKind == JsonValueKind.Number ? $"is a number; write, in quotes, {validForm}" : $"is not valid; write {validForm}"
            );
            return null;
        }

        return text;
    }

    /// <summary>Reads the value as a whole number within bounds. Notes a fault and returns null when it is something else.</summary>
    public int? Number(int least, int most)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        if (int.TryParse(text, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse($"is not valid; write a whole number from {least} to {most}");
        return null;
    }

    /// <summary>Reads the value as true or false. Notes a fault and returns null when it is neither.</summary>
    public bool? Flag()
    {
        // Pulumi keeps a scalar as text, so a quoted flag looks like an unquoted one.
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        if (text is "true" or "false")
        {
            return text == "true";
        }

        Refuse("is not valid; write true or false");
        return null;
    }

    /// <summary>Reads the elements of a list. Notes a fault and returns null when the value is no list.</summary>
    public IReadOnlyList<ConfigNode>? List(string validForm)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Refuse($"is no list; write {validForm}");
            return null;
        }

        var elements = new List<ConfigNode>();
        foreach (var element in value.EnumerateArray())
        {
            elements.Add(new ConfigNode($"{Key}[{elements.Count}]", element, faults, IsSecret));
        }

        return elements;
    }

    /// <summary>
    /// Reads the fields of an object by name. Notes a fault and returns no fields when the value is no object or has an unknown field.
    /// </summary>
    public IReadOnlyDictionary<string, ConfigNode> Fields(params string[] known)
    {
        var fields = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        if (!IsObject)
        {
            Refuse($"is no object; its fields are {string.Join(", ", known)}");
            return fields;
        }

        foreach (var property in value.EnumerateObject())
        {
            var field = new ConfigNode($"{Key}.{property.Name}", property.Value, faults, IsSecret);
            if (!known.Contains(property.Name, StringComparer.Ordinal))
            {
                // An unknown name may be a part of the secret.
                faults.Add(
                    new Fault(
                        $"{(IsSecret ? $"{Key}.{Secret.Mask}" : field.Key)}: there is no such field; the fields of {Key} "
                            + $"are {string.Join(", ", known)}"
                    )
                );
            }
            else
            {
                fields[property.Name] = field;
            }
        }

        return fields;
    }

    /// <summary>
    /// Reads the fields of an object whose names are free, in their order. Notes a fault and returns none when the value is no object.
    /// </summary>
    public IReadOnlyList<(string Name, ConfigNode Value)> Entries(string validForm)
    {
        if (IsObject)
        {
            return
            [
                .. value
                    .EnumerateObject()
                    .Select(property =>
                        (
                            property.Name,
                            new ConfigNode($"{Key}.{(IsSecret ? Secret.Mask : property.Name)}", property.Value, faults, IsSecret)
                        )
                    ),
            ];
        }

        Refuse($"is no map; write {validForm}");
        return [];
    }

    private string ShownValue
    {
        get
        {
            var text = value.ValueKind == JsonValueKind.Undefined ? "(nothing)" : value.GetRawText();
            return text.Length <= 200 ? text : text[..200] + "…";
        }
    }
}
