using BedrockDefense.Catalog;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>The names that a configuration gives to the things that scenarios attack.</summary>
/// <param name="Administrators">The ARN patterns of the administrators; never empty.</param>
/// <param name="LogGroup">The log group of the model invocations.</param>
/// <param name="Bucket">The bucket of the model invocations; <c>*</c> stands for any text.</param>
/// <param name="DeliveryRole">The role with which Bedrock delivers the model invocations.</param>
public sealed record RehearsedNames(IReadOnlyList<string> Administrators, string LogGroup, string Bucket, string DeliveryRole)
{
    /// <summary>Returns the placeholders of these names in scenarios, with their values in an account.</summary>
    internal IReadOnlyList<(Placeholder Placeholder, string Value)> PlaceholdersIn(string accountId)
    {
        var administrator = ExamplePrincipal.Of(Administrators[0], accountId);
        return
        [
            (Placeholder.Administrator, administrator),
            (Placeholder.AdministratorName, administrator[(administrator.LastIndexOf('/') + 1)..]),
            (Placeholder.InvocationLogGroup, LogGroup),
            (Placeholder.ExampleInvocationBucket, Bucket.Replace("*", "example", StringComparison.Ordinal)),
            (Placeholder.InvocationRole, DeliveryRole),
        ];
    }
}
