using System.Text.RegularExpressions;

namespace BedrockDefense.Catalog;

/// <summary>
/// The form of the values of a placeholder. In a document for several accounts or Regions, a value may also be <c>*</c> or a pseudo
/// parameter of CloudFormation.
/// </summary>
public sealed partial class PlaceholderForm
{
    private readonly Regex _values;

    private PlaceholderForm(string description, Regex values) => (Description, _values) = (description, values);

    /// <summary>A partition, such as <c>aws-us-gov</c>.</summary>
    public static PlaceholderForm Partition { get; } = new("a partition such as aws", PartitionValues());

    /// <summary>The id of an account.</summary>
    public static PlaceholderForm AccountId { get; } = new("a 12-digit account id, * or ${AWS::AccountId}", AccountIdValues());

    /// <summary>The code of a Region.</summary>
    public static PlaceholderForm Region { get; } = new("a Region's code such as us-east-1, * or ${AWS::Region}", RegionValues());

    /// <summary>An ARN, or a pattern of ARNs.</summary>
    public static PlaceholderForm Arn { get; } =
        new("an ARN such as arn:aws:iam::111122223333:role/Admin, or a pattern of ARNs", ArnValues());

    /// <summary>The name or the id of something in AWS, or a pattern of names.</summary>
    public static PlaceholderForm Name { get; } =
        new("a name, or a pattern of names, without spaces, quotation marks, backslashes and percent signs", NameValues());

    /// <summary>An action, such as <c>sns:Subscribe</c>.</summary>
    public static PlaceholderForm Action { get; } = new("an action such as sns:Subscribe", ActionValues());

    /// <summary>Any text. Most documents are JSON, and a JSON writer escapes the text. Documents for people are not JSON.</summary>
    public static PlaceholderForm Text { get; } = new("a text", TextValues());

    /// <summary>A description of the form for messages.</summary>
    public string Description { get; }

    /// <summary>Returns whether a value has this form.</summary>
    public bool Accepts(string value) => _values.IsMatch(value);

    [GeneratedRegex(@"^aws(-[a-z]+)*\z")]
    private static partial Regex PartitionValues();

    [GeneratedRegex(@"^([0-9]{12}|\*|\$\{AWS::AccountId\})\z")]
    private static partial Regex AccountIdValues();

    [GeneratedRegex(@"^([a-z]+(-[a-z]+)+-[0-9]+|\*|\$\{AWS::Region\})\z")]
    private static partial Regex RegionValues();

    // The path of an IAM role may contain any of these characters (IAM API Reference, "CreateRole").
    [GeneratedRegex(@"^arn:[\x21-\x7E]+\z")]
    private static partial Regex ArnValues();

    [GeneratedRegex(@"^[\x21-\x7E-[""%\\]]+\z")]
    private static partial Regex NameValues();

    [GeneratedRegex(@"^[a-z0-9-]+:[A-Za-z*]+\z")]
    private static partial Regex ActionValues();

    [GeneratedRegex("")]
    private static partial Regex TextValues();
}
