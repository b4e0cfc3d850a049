namespace Pulumi;

/// <summary>The root of a program's resources. A subclass creates them in its constructor.</summary>
public class Stack : ComponentResource
{
    internal const string TypeName = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack, named <c>project-stack</c>.</summary>
    public Stack(StackOptions? options = null)
        : base(
            TypeName,
            $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}",
            options is null ? null : new() { ResourceTransformations = options.ResourceTransformations }
        ) => Deployment.Instance.Internal.Stack = this;

    /// <summary>
    /// Registers the subclass's output properties. Throws <see cref="RunException"/> if a property has no value or is no output.
    /// </summary>
    internal void RegisterPropertyOutputs()
    {
        var properties = OutputProperty.Of(GetType()).Where(property => !property.IsOfStack).ToArray();
        var outputs = properties.ToDictionary(property => property.Name, property => property.GetValue(this));
        var missing = outputs.Where(output => output.Value is null).Select(output => output.Key).ToArray();
        if (missing.Length > 0)
        {
            throw new RunException(
                $"Stack output(s) '{string.Join("', '", missing)}' have no value: assign every [Output] property in the constructor."
            );
        }

        var wrong = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToArray();
        if (wrong.Length > 0)
        {
            throw RunException.OutputsHaveIncorrectType(wrong);
        }

        RegisterOutputs(outputs);
    }
}
