namespace BedrockDefense.Stack.Rehearsal;

/// <summary>What a configuration calls the things that scenarios attack.</summary>
/// <param name="Administrators">The ARN patterns of the administrators; never empty.</param>
/// <param name="LogGroup">The log group of the model invocations.</param>
/// <param name="Bucket">Their bucket; <c>*</c> stands for any text.</param>
/// <param name="DeliveryRole">The role Bedrock delivers them with.</param>
public sealed record RehearsedNames(IReadOnlyList<string> Administrators, string LogGroup, string Bucket, string DeliveryRole)
{
    /// <summary>The placeholders of these names in scenarios, with what they stand for in an account.</summary>
    internal IReadOnlyList<(string Placeholder, string Value)> In(string accountId)
    {
        var administrator = ExamplePrincipal.Of(Administrators[0], accountId);
        return
        [
            ("administrator", administrator),
            ("administratorName", administrator[(administrator.LastIndexOf('/') + 1)..]),
            ("logGroup", LogGroup),
            ("bucket", Bucket.Replace("*", "example", StringComparison.Ordinal)),
            ("deliveryRole", DeliveryRole),
        ];
    }
}
