namespace BedrockDefense.Sigma.Reading;

/// <summary>A piece of a YAML document that knows its place in the file.</summary>
internal abstract record YamlNode(SourceLocation Location);

/// <summary>A scalar; <paramref name="Plain"/> when written without quotes, so that its type is read from its text.</summary>
internal sealed record YamlScalar(SourceLocation Location, string Text, bool Plain) : YamlNode(Location)
{
    /// <summary>The null of YAML 1.2's core schema, which Sigma's specification names.</summary>
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The boolean of YAML 1.2's core schema; <c>yes</c> and <c>no</c> are texts there.</summary>
    public bool? Boolean => !Plain ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };
}

internal sealed record YamlList(SourceLocation Location, IReadOnlyList<YamlNode> Items) : YamlNode(Location);

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

internal sealed record YamlMap(SourceLocation Location, IReadOnlyList<YamlEntry> Entries) : YamlNode(Location)
{
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}
