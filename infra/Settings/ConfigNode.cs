using System.Text.Json;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// One value of the configuration together with its key, such as <c>bedrock-defense:alerts[0].protocol</c>. Reading it
/// as something that it is not notes a fault and gives null, so that a parser can go on and find the next fault.
/// </summary>
/// <param name="key">The key as a user would write it.</param>
/// <param name="value">The value.</param>
/// <param name="faults">Where faults are noted.</param>
/// <param name="isSecret">Whether it belongs to a setting that is marked as secret: then no fault shows it.</param>
internal sealed class ConfigNode(string key, JsonElement value, List<Fault> faults, bool isSecret = false)
{
    /// <summary>The key as a user would write it.</summary>
    public string Key { get; } = key;

    /// <summary>Whether it has fields.</summary>
    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    /// <summary>Whether it is text, blank or not.</summary>
    public bool IsText => value.ValueKind == JsonValueKind.String;

    /// <summary>Whether it is <c>false</c>.</summary>
    public bool IsFalse => value.ValueKind == JsonValueKind.False;

    /// <summary>Whether it belongs to a setting that is marked as secret; of an object the engine only tells the outermost key.</summary>
    public bool IsSecret { get; } = isSecret;

    /// <summary>Whether it is a secret that nobody here can decrypt, so that its form cannot be checked.</summary>
    public bool IsUndisclosed => IsSecret && Peek() == Secret.Shown;

    /// <summary>
    /// Notes that this value is wrong: the key, the value, then what is wrong and the valid form. Of a secret neither is
    /// shown, nor a reason that repeats a part of it.
    /// </summary>
    public void Refuse(string reason) =>
        faults.Add(
            new Fault(
                !IsSecret ? $"{Key}: {Shown} {reason}"
                : Secret.IsIn(reason, value)
                    ? $"{Key}: {Secret.Shown} is not valid; what is wrong would tell a part of it, so set it without "
                        + "--secret, with another value, to see the valid form"
                : $"{Key}: {Secret.Shown} {reason}"
            )
        );

    /// <summary>The value where it is text and not blank, else null; notes no fault.</summary>
    public string? Peek() =>
        value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()) ? value.GetString() : null;

    /// <summary>
    /// The value where it is text that is not blank, or a number; else null. The engine passes a simple setting as text, and digits
    /// then look like a number. It notes no fault.
    /// </summary>
    public string? PeekDigits() => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Peek();

    /// <summary>A word, <c>true</c> and <c>false</c> among them, in quotes or not: Pulumi keeps a scalar as text; notes no fault.</summary>
    public string? Word() => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : Peek();

    /// <summary>Whether it is an object with this field; notes no fault.</summary>
    public bool Holds(string field) => IsObject && value.TryGetProperty(field, out _);

    /// <summary>The value as text; null, with a fault, when it is something else or blank.</summary>
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

    /// <summary>The value as a whole number within bounds; null, with a fault, otherwise.</summary>
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

    /// <summary>The value as true or false; null, with a fault, when it is neither.</summary>
    public bool? Flag()
    {
        // Pulumi keeps a scalar as text, so a flag that was quoted looks like one that was not.
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        if (text is "true" or "false")
        {
            return text == "true";
        }

        Refuse("is not valid; write true or false");
        return null;
    }

    /// <summary>The elements of a list; null, with a fault, when it is no list.</summary>
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

    /// <summary>The fields of an object by name; none, with a fault, when it is no object or has an unknown field.</summary>
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
                // A name that is none of ours may be a part of the secret.
                faults.Add(
                    new Fault(
                        $"{(IsSecret ? $"{Key}.{Secret.Shown}" : field.Key)}: there is no such field; the fields of {Key} "
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

    /// <summary>The fields of an object whose names are free, in their order; none, with a fault, when it is no object.</summary>
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
                            new ConfigNode($"{Key}.{(IsSecret ? Secret.Shown : property.Name)}", property.Value, faults, IsSecret)
                        )
                    ),
            ];
        }

        Refuse($"is no map; write {validForm}");
        return [];
    }

    private string Shown
    {
        get
        {
            var text = value.ValueKind == JsonValueKind.Undefined ? "(nothing)" : value.GetRawText();
            return text.Length <= 200 ? text : text[..200] + "…";
        }
    }
}
