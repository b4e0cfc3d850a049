namespace Pulumi.Testing;

/// <summary>Settings of a test run.</summary>
public class TestOptions
{
    /// <summary>The project's name; by default <c>project</c>.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The project's directory. Reading it throws when none is set.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>The stack's name; by default <c>stack</c>.</summary>
    public string? StackName { get; set; }

    /// <summary>Whether outputs that mocks leave out are unknown, as in a preview; by default true.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>The organization's name; by default <c>organization</c>.</summary>
    public string? OrganizationName { get; set; }
}
