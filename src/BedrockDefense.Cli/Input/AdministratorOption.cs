using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Cli.Input;

/// <summary>Reads <c>--administrator</c>, which has the same meaning as <c>administrators</c> in a configuration.</summary>
internal static class AdministratorOption
{
    /// <summary>Returns the administrators; null when the option was not given.</summary>
    /// <exception cref="InvalidInputException">An ARN cannot be used. Every fault is listed.</exception>
    public static Administrators? Read(IReadOnlyList<string> arns)
    {
        if (arns is [])
        {
            return null;
        }

        List<Fault> faults =
        [
            .. arns.Select(arn => (Arn: arn, Fault: AdministratorPattern.FaultOf(arn, partition: null)))
                .Where(one => one.Fault is not null)
                .Select(one => new Fault($"--administrator {VisibleText.Quote(one.Arn)} {one.Fault}")),
        ];
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        var administrators = new Administrators([.. arns.Distinct(StringComparer.Ordinal)]);
        return administrators.Inseparable is { } pair
            ? throw new InvalidInputException(
                $"--administrator names the permission sets {pair.First} and {pair.Second}, and no event pattern tells "
                    + "their roles apart; hunt for one of them at a time"
            )
            : administrators;
    }
}
