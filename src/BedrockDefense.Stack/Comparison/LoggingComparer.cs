using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Compares what of the model invocations is logged, and in which accounts.</summary>
internal static class LoggingComparer
{
    private const string Area = "logging";

    public static IEnumerable<ProtectionChange> Compare(ComparedStack old, ComparedStack @new)
    {
        var (before, after) = (old.Settings.InvocationLogging, @new.Settings.InvocationLogging);
        foreach (var type in before.DataTypes.Except(after.DataTypes))
        {
            yield return new(ChangeDirection.Weaker, Area, "invocationLogging.dataTypes", $"{Worded.Name(type)} is no longer logged");
        }

        foreach (var type in after.DataTypes.Except(before.DataTypes))
        {
            yield return new(ChangeDirection.Stronger, Area, "invocationLogging.dataTypes", $"{Worded.Name(type)} is logged");
        }

        if (before.S3 != after.S3)
        {
            yield return new(
                Worded.Direction(after.S3 > before.S3),
                Area,
                "invocationLogging.s3",
                $"{Describe(before.S3)} in S3 becomes {Describe(after.S3)}"
            );
        }

        if (before.Create != after.Create)
        {
            // The members of the enumeration go from everything to nothing.
            yield return new(
                Worded.Direction(after.Create < before.Create),
                Area,
                "invocationLogging.create",
                $"{Worded.Name(before.Create)} becomes {Worded.Name(after.Create)}: the stack "
                    + (after.Create == CreatedLogging.All ? "creates and protects" : "no longer creates")
                    + " the destinations"
            );
        }

        foreach (var id in before.PerAccount.Keys.Union(after.PerAccount.Keys))
        {
            if (Compare(id, before.PerAccount.GetValueOrDefault(id), after.PerAccount.GetValueOrDefault(id)) is { } change)
            {
                yield return change;
            }
        }
    }

    private static ProtectionChange? Compare(string id, InvocationDestination? before, InvocationDestination? after) =>
        before == after ? null
        : after is { IsLeftAlone: true } ? new(ChangeDirection.Weaker, Area, id, "is left alone: its logging may be off")
        : before is { IsLeftAlone: true } ? new(ChangeDirection.Stronger, Area, id, "is no longer left alone: its logging is kept on")
        : new(ChangeDirection.Neutral, Area, id, "logs to other destinations (invocationLogging.perAccount)");

    private static string Describe(InvocationsInS3 what) =>
        what switch
        {
            InvocationsInS3.None => "nothing",
            InvocationsInS3.LargeData => "large data",
            _ => "everything",
        };
}
